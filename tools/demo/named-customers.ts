import { day, type Clock, type Row } from './rows.ts';

/** The customer that the desk is shown with. */
export const aurelie = 'C-104882';

export function namedCustomers(clock: Clock): Row<'customers'>[] {
  const person = (
    number: string,
    name: string,
    country: string,
    language: string,
    email: string,
    phone: string,
    years = 3,
    taxId: string | null = null,
  ): Row<'customers'> => ({
    externalId: number,
    number,
    kind: 'person',
    name,
    email,
    phone,
    taxId,
    language,
    country,
    createdAt: clock.before(years * 365 * day),
  });
  const account = (...row: Parameters<typeof person>): Row<'customers'> => ({ ...person(...row), kind: 'account' });
  return [
    person(
      aurelie,
      'Aurélie Lefèvre-Dubois',
      'FR',
      'fr',
      'aurelie.lefevre-dubois@ateliers-velo-faubourg.example',
      '+33 6 12 34 56 78',
      9,
      'FR40303265045',
    ),
    person('C-088120', 'Théo Lefèvre', 'FR', 'fr', 'theo.lefevre@post.example', '+33 4 72 00 19 87', 7),
    account(
      'C-071204',
      'Fietsenhandel Lefever & Zonen BVBA',
      'BE',
      'nl',
      'info@lefever-zonen.example',
      '+32 9 555 01 42',
      11,
    ),
    account(
      'C-080417',
      'Ateliers Vélo du Faubourg Saint-Antoine SARL',
      'FR',
      'fr',
      'atelier@ateliers-velo-faubourg.example',
      '+33 1 99 00 41 12',
      9,
    ),
    account(
      'C-090233',
      'Großhandel Müller & Söhne GmbH & Co. KG',
      'DE',
      'de',
      'einkauf@mueller-soehne.example',
      '+49 30 23125 117',
      6,
      'DE129273398',
    ),
    person(
      'C-098777',
      'João Gonçalves da Conceição e Silva',
      'BR',
      'pt-BR',
      'joao.conceicao@ciclo-nordeste.example',
      '+55 81 99876-5432',
      4,
      '529.982.247-25',
    ),
    account(
      'C-098770',
      'Ciclo Nordeste Importação e Distribuição Ltda.',
      'BR',
      'pt-BR',
      'compras@ciclo-nordeste.example',
      '+55 81 3555-0140',
      4,
      '11.222.333/0001-81',
    ),
    person('C-099310', 'Giuseppina D’Annunzio', 'IT', 'it', 'giuseppina.dannunzio@post.example', '+39 347 555 0127', 4),
    person('C-097502', 'Siobhán Ní Dhomhnaill', 'IE', 'ga', 'siobhan@nidhomhnaill.example', '+353 20 912 3456', 5),
    person('C-101880', 'Chloé Kouassi', 'FR', 'fr', 'chloe.kouassi@post.example', '+33 6 39 98 01 44', 2),
    person(
      'C-095520',
      'Łukasz Wójcik-Szczepański',
      'PL',
      'pl',
      'lukasz@wojcik-szczepanski.example',
      '+48 22 555 01 17',
      5,
    ),
    person('C-095528', 'Zofia Wójcik', 'PL', 'pl', 'zofia.wojcik@post.example', '+48 500 555 118', 5),
    account('C-093001', 'Velowerk Zürich AG', 'CH', 'de', 'dispo@velowerk.example', '+41 44 668 18 00', 6),
    person('C-102440', 'Nguyễn Thị Minh Khai', 'VN', 'vi', 'minhkhai@post.example', '+84 90 555 0131', 2),
    person('C-101007', 'Ζωή Παπαδοπούλου', 'GR', 'el', 'zoi.papadopoulou@post.example', '+30 694 555 0132', 3),
    person('C-096145', 'Björn Håkansson', 'SE', 'sv', 'bjorn.hakansson@post.example', '+46 70 174 06 05', 5),
    person('C-100318', 'Ana Sofía Ibáñez-Quintero', 'ES', 'es', 'ana.ibanez@post.example', '+34 600 555 133', 3),
    person('C-102911', 'Mehmet Yıldırım', 'TR', 'tr', 'mehmet.yildirim@post.example', '+90 532 555 01 34', 2),
    person('C-102015', 'مريم المصري', 'EG', 'ar', 'maryam.elmasry@post.example', '+20 100 555 0135', 2),
    person('C-102016', '渡辺 美咲', 'JP', 'ja', 'misaki.watanabe@post.example', '+81 90 5550 0136', 2),
  ];
}

export function namedContacts(): Row<'contacts'>[] {
  const contact = (
    customer: string,
    name: string,
    jobTitle: string,
    email: string,
    phone: string,
  ): Row<'contacts'> => ({ externalId: `${customer}-${email}`, customer, name, jobTitle, email, phone });
  return [
    contact('C-080417', 'Bastien Roche', 'Gérant', 'b.roche@ateliers-velo-faubourg.example', '+33 6 39 98 41 13'),
    contact('C-080417', 'Inès Belkacem', 'Atelier', 'i.belkacem@ateliers-velo-faubourg.example', '+33 6 39 98 41 14'),
    contact('C-090233', 'Hannelore Müller', 'Geschäftsführung', 'h.mueller@mueller-soehne.example', '+49 30 23125 118'),
    contact('C-090233', 'Jörg Strauß', 'Einkauf', 'j.strauss@mueller-soehne.example', '+49 171 3920017'),
    contact('C-098770', 'Conceição Araújo', 'Compras', 'c.araujo@ciclo-nordeste.example', '+55 81 95555-0141'),
    contact('C-093001', 'Ursina Caduff', 'Disposition', 'u.caduff@velowerk.example', '+41 79 123 45 67'),
    contact('C-071204', 'Wout Lefever', 'Zaakvoerder', 'wout@lefever-zonen.example', '+32 470 55 01 43'),
  ];
}

export function namedAddresses(): Row<'addresses'>[] {
  const address = (
    customer: string,
    line1: string,
    postalCode: string,
    city: string,
    country: string,
    more: Partial<Row<'addresses'>> = {},
  ): Row<'addresses'> => ({
    externalId: `${customer}-a1`,
    customer,
    purpose: 'delivery',
    primary: true,
    line1,
    city,
    postalCode,
    country,
    ...more,
  });
  const also = (nth: number, purpose: 'invoice' | 'home' | 'other'): Partial<Row<'addresses'>> => ({
    externalId: `${aurelie}-a${nth}`,
    purpose,
    primary: false,
  });
  return [
    address(aurelie, '128 bis, rue du Faubourg Saint-Antoine', '75012', 'Paris', 'FR', {
      line2: 'Cour des Shadoks, rue piétonne: avant 10 h',
    }),
    address(aurelie, '4, passage de la Main-d’Or', '75011', 'Paris', 'FR', also(2, 'invoice')),
    address(aurelie, '17, rue Claude-Decaen', '75012', 'Paris', 'FR', also(3, 'home')),
    address(aurelie, 'Marché d’Aligre, stand 41', '75012', 'Paris', 'FR', also(4, 'other')),
    address(aurelie, '2, chemin des Vignes', '1020', 'Renens', 'CH', also(5, 'other')),
    address('C-088120', '8, quai de Saône', '69005', 'Lyon', 'FR'),
    address('C-071204', 'Dampoortstraat 90', '9000', 'Gent', 'BE'),
    address('C-080417', '128, rue du Faubourg Saint-Antoine', '75012', 'Paris', 'FR'),
    address('C-090233', 'Am Güterbahnhof 12', '12435', 'Berlin', 'DE', { line2: 'Tor 3, Rampe links' }),
    address('C-098777', 'Rua do Bom Jesus, 227', '50030-170', 'Recife', 'BR', { line2: 'Recife Antigo', region: 'PE' }),
    address('C-098770', 'Avenida Alfredo Lisboa, 500', '50030-150', 'Recife', 'BR', { region: 'PE' }),
    address('C-099310', 'via dei Ciclisti, 9', '47121', 'Forlì', 'IT', { region: 'FC' }),
    address('C-097502', '3 Sráid an Bhóthair', 'F91 X2N4', 'Sligeach', 'IE'),
    address('C-101880', '41, place Bellecour', '69002', 'Lyon', 'FR'),
    address('C-095520', 'ulica Długa 44 m. 11', '00-238', 'Warszawa', 'PL'),
    address('C-095528', 'ulica Żeglarska 2', '80-831', 'Gdańsk', 'PL'),
    address('C-093001', 'Langstrasse 118', '8004', 'Zürich', 'CH'),
    address('C-102440', '25 phố Hàng Bông', '110000', 'Hà Nội', 'VN'),
    address('C-101007', 'Λεωφόρος Νίκης 31', '546 22', 'Θεσσαλονίκη', 'GR'),
    address('C-096145', 'Linnégatan 60', '413 08', 'Göteborg', 'SE'),
    address('C-100318', 'rúa Nova, 7', '15003', 'A Coruña', 'ES'),
    address('C-102911', 'Çınar Sokak No: 14', '26130', 'Eskişehir', 'TR'),
    address('C-102015', '12 شارع النيل', '11511', 'القاهرة', 'EG'),
    address('C-102016', '四条通20番地', '600-8001', '京都市', 'JP', { region: '京都府' }),
  ];
}

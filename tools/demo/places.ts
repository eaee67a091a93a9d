/** A name as it is written, and in Latin letters where that differs. */
type Name = string | readonly [written: string, latin: string];

export interface City {
  name: string;
  region?: string;
  /** `#` is a digit, `@` a letter. */
  postalCode: string;
}

/** What a country's people, streets and numbers look like. */
export interface Country {
  code: string;
  language: string;
  given: readonly Name[];
  family: readonly Name[];
  /** The family name comes first. */
  familyFirst?: boolean;
  cities: readonly City[];
  streets: readonly string[];
  /** Where the house number stands. */
  street: (street: string, number: number) => string;
  /** Mobile numbers; kept to ranges that are set aside for stories where the country has them. */
  mobile: string;
  landline: string;
  companies: readonly string[];
  companyForm: string;
}

const numberAfter = (street: string, number: number): string => `${street} ${number}`;
const numberFirst = (street: string, number: number): string => `${number} ${street}`;

export const countries: readonly Country[] = [
  {
    code: 'FR',
    language: 'fr',
    given: ['Camille', 'Théo', 'Maëlys', 'Hélène', 'Jérôme', 'Anaïs', 'François', 'Noémie', 'Gaël', 'Zoé', 'Benoît'],
    family: ['Moreau', 'Lefèvre', 'Garnier', 'Béranger', 'Delacroix', 'Chevalier', 'Rousseau', 'Fournier', 'Haddad'],
    cities: [
      { name: 'Paris', postalCode: '750##' },
      { name: 'Lyon', postalCode: '6900#' },
      { name: 'Nantes', postalCode: '44000' },
      { name: 'Strasbourg', postalCode: '67000' },
      { name: 'Besançon', postalCode: '25000' },
    ],
    streets: [
      'rue du Faubourg Saint-Antoine',
      'avenue de la République',
      'quai de Saône',
      'rue des Lilas',
      'place Bellecour',
    ],
    street: (street, number) => `${number}, ${street}`,
    mobile: '+33 6 39 98 ## ##',
    landline: '+33 4 65 71 ## ##',
    companies: [
      'Cycles du Canal',
      'Vélo Liberté',
      'Atelier du Pédalier',
      'La Roue Libre',
      'Coursiers d’Alésia',
      'Bécane et Fils',
    ],
    companyForm: 'SARL',
  },
  {
    code: 'DE',
    language: 'de',
    given: ['Jürgen', 'Anneliese', 'Götz', 'Katharina', 'Sören', 'Heike', 'Björn', 'Ulrike', 'Matthias', 'Änne'],
    family: ['Schäfer', 'Müller', 'Weiß', 'Köhler', 'Groß', 'Brückner', 'Vogt', 'Zimmermann', 'Yılmaz'],
    cities: [
      { name: 'Berlin', postalCode: '10###' },
      { name: 'Hamburg', postalCode: '20###' },
      { name: 'Köln', postalCode: '50###' },
      { name: 'München', postalCode: '80###' },
      { name: 'Münster', postalCode: '481##' },
    ],
    streets: ['Kastanienallee', 'Lindenstraße', 'Am Fährhaus', 'Bergmannstraße', 'Große Elbstraße'],
    street: numberAfter,
    mobile: '+49 171 39200##',
    landline: '+49 30 23125###',
    companies: [
      'Radhaus Nord',
      'Fahrradwerk Köpenick',
      'Lastenrad-Kontor',
      'Zweirad Brückner',
      'Kurbel und Kette',
      'Velo-Manufaktur Süd',
    ],
    companyForm: 'GmbH',
  },
  {
    code: 'NL',
    language: 'nl',
    given: ['Sanne', 'Jeroen', 'Femke', 'Thijs', 'Lotte', 'Daniël', 'Noor', 'Wouter', 'Zoë'],
    family: ['de Vries', 'van den Berg', 'Jansen', 'Bakker', 'IJsselstein', 'Hoekstra', 'van ’t Hof', 'Meijer'],
    cities: [
      { name: 'Amsterdam', postalCode: '10## @@' },
      { name: 'Utrecht', postalCode: '35## @@' },
      { name: 'Groningen', postalCode: '97## @@' },
      { name: '’s-Hertogenbosch', postalCode: '52## @@' },
    ],
    streets: ['Prinsengracht', 'Oudegracht', 'Fietsersweg', 'Nieuwe Kade', 'Molenstraat'],
    street: numberAfter,
    mobile: '+31 6 1234 5###',
    landline: '+31 20 555 0###',
    companies: [
      'Fietsenmakerij De Spaak',
      'Bakfiets Centrale',
      'Rijwielhandel Hoekstra',
      'Het Zwarte Zadel',
      'Gracht & Wiel',
    ],
    companyForm: 'B.V.',
  },
  {
    code: 'GB',
    language: 'en',
    given: ['Imogen', 'Callum', 'Aoife', 'Priya', 'Rhys', 'Harriet', 'Kwame', 'Oluwaseun', 'Fiona', 'Declan'],
    family: ['Ashworth', 'O’Connor', 'MacLeod', 'Patel', 'Llewellyn', 'Whitfield', 'Adeyemi', 'Clarke', 'Fairbairn'],
    cities: [
      { name: 'London', postalCode: 'E# #@@' },
      { name: 'Bristol', postalCode: 'BS# #@@' },
      { name: 'Edinburgh', postalCode: 'EH# #@@' },
      { name: 'Caerdydd', postalCode: 'CF1# #@@' },
    ],
    streets: ['Canal Row', 'Mill Lane', 'St Giles’ Street', 'Old Tannery Yard', 'Cavendish Terrace'],
    street: numberFirst,
    mobile: '+44 7700 900###',
    landline: '+44 20 7946 0###',
    companies: [
      'Spoke & Hound',
      'Ridgeway Cycles',
      'Pedal to the Kettle',
      'North Quay Couriers',
      'Freewheel Cooperative',
    ],
    companyForm: 'Ltd',
  },
  {
    code: 'CH',
    language: 'de',
    given: ['Reto', 'Ursina', 'Luca', 'Anouk', 'Beat', 'Seraina', 'Mélanie', 'Flurin'],
    family: ['Zürcher', 'Ammann', 'Bianchi', 'Rüegg', 'Caduff', 'Perrin', 'Bühler'],
    cities: [
      { name: 'Zürich', postalCode: '80##' },
      { name: 'Basel', postalCode: '40##' },
      { name: 'Genève', postalCode: '120#' },
      { name: 'Chur', postalCode: '7000' },
    ],
    streets: ['Langstrasse', 'Seefeldquai', 'Route de Carouge', 'Rheingasse'],
    street: numberAfter,
    mobile: '+41 79 123 4# ##',
    landline: '+41 44 668 1# ##',
    companies: ['Velokurier Rheinknie', 'Bergrad', 'Rad & Tat', 'Cyclable Léman'],
    companyForm: 'AG',
  },
  {
    code: 'PL',
    language: 'pl',
    given: ['Łukasz', 'Małgorzata', 'Wojciech', 'Zofia', 'Paweł', 'Agnieszka', 'Grzegorz', 'Żaneta'],
    family: ['Wójcik', 'Kowalczyk', 'Szczepańska', 'Dąbrowski', 'Zieliński', 'Piątek', 'Gąsior', 'Śliwa'],
    cities: [
      { name: 'Warszawa', postalCode: '00-###' },
      { name: 'Kraków', postalCode: '30-###' },
      { name: 'Gdańsk', postalCode: '80-###' },
      { name: 'Łódź', postalCode: '90-###' },
    ],
    streets: ['ulica Długa', 'aleja Solidarności', 'ulica Żeglarska', 'plac Wolności'],
    street: numberAfter,
    mobile: '+48 500 555 ###',
    landline: '+48 22 555 0# ##',
    companies: ['Rowery Wisła', 'Sklep Dwa Koła', 'Serwis Pod Zębatką', 'Kurier Miejski'],
    companyForm: 'Sp. z o.o.',
  },
  {
    code: 'IT',
    language: 'it',
    given: ['Giuseppina', 'Niccolò', 'Chiara', 'Lorenzo', 'Mariasole', 'Andrea', 'Desirée', 'Raffaele'],
    family: ['D’Angelo', 'Rossi', 'Bellucci', 'De Santis', 'Lo Presti', 'Fabbri', 'Pellegrini'],
    cities: [
      { name: 'Milano', region: 'MI', postalCode: '201##' },
      { name: 'Bologna', region: 'BO', postalCode: '401##' },
      { name: 'Forlì', region: 'FC', postalCode: '47121' },
      { name: 'Torino', region: 'TO', postalCode: '101##' },
    ],
    streets: ['via dei Ciclisti', 'corso Garibaldi', 'viale della Libertà', 'via San Donato'],
    street: (street, number) => `${street}, ${number}`,
    mobile: '+39 320 555 0###',
    landline: '+39 02 5550 0###',
    companies: ['Officina Due Ruote', 'Cicli Fabbri', 'La Bottega del Ciclo', 'Pedali Lenti'],
    companyForm: 'S.r.l.',
  },
  {
    code: 'ES',
    language: 'es',
    given: ['Ana Sofía', 'Íñigo', 'Begoña', 'Martín', 'Nuria', 'Álvaro', 'Montserrat', 'Xoán'],
    family: ['Ibáñez', 'Muñoz', 'Etxebarria', 'Peña', 'Ferreiro', 'Quintero', 'Núñez'],
    cities: [
      { name: 'Madrid', postalCode: '280##' },
      { name: 'Barcelona', postalCode: '080##' },
      { name: 'A Coruña', postalCode: '150##' },
      { name: 'Donostia', postalCode: '200##' },
    ],
    streets: ['calle del Olmo', 'carrer de la Marina', 'rúa Nova', 'paseo de la Castellana'],
    street: (street, number) => `${street}, ${number}`,
    mobile: '+34 600 555 ###',
    landline: '+34 91 555 0###',
    companies: ['Ciclos Etxebarria', 'La Bicicleta Roja', 'Taller Plato y Piñón', 'Mensajeros del Norte'],
    companyForm: 'S.L.',
  },
  {
    code: 'GR',
    language: 'el',
    given: [
      ['Ζωή', 'Zoi'],
      ['Γιώργος', 'Giorgos'],
      ['Ελένη', 'Eleni'],
      ['Νίκος', 'Nikos'],
      ['Κατερίνα', 'Katerina'],
    ],
    family: [
      ['Παπαδοπούλου', 'Papadopoulou'],
      ['Καραγιάννης', 'Karagiannis'],
      ['Οικονόμου', 'Oikonomou'],
      ['Βλάχος', 'Vlachos'],
    ],
    cities: [
      { name: 'Αθήνα', postalCode: '10# ##' },
      { name: 'Θεσσαλονίκη', postalCode: '54# ##' },
    ],
    streets: ['Ερμού', 'Λεωφόρος Νίκης', 'Αριστοτέλους'],
    street: numberAfter,
    mobile: '+30 694 555 0###',
    landline: '+30 210 555 0###',
    companies: ['Ποδήλατα Βλάχος', 'Δύο Τροχοί'],
    companyForm: 'Ε.Π.Ε.',
  },
  {
    code: 'TR',
    language: 'tr',
    given: ['Mehmet', 'Ayşe', 'İbrahim', 'Gülşen', 'Oğuz', 'Çiğdem'],
    family: ['Yıldırım', 'Öztürk', 'Şahin', 'Güneş', 'Kılıç', 'Aydın'],
    cities: [
      { name: 'İstanbul', postalCode: '34###' },
      { name: 'İzmir', postalCode: '35###' },
      { name: 'Eskişehir', postalCode: '26###' },
    ],
    streets: ['İstiklal Caddesi', 'Çınar Sokak', 'Gül Bahçesi Caddesi'],
    street: (street, number) => `${street} No: ${number}`,
    mobile: '+90 532 555 0# ##',
    landline: '+90 212 555 0# ##',
    companies: ['Şahin Bisiklet', 'İki Teker'],
    companyForm: 'A.Ş.',
  },
  {
    code: 'VN',
    language: 'vi',
    familyFirst: true,
    given: ['Thị Minh Khai', 'Văn Hùng', 'Thu Hằng', 'Đức Anh', 'Ngọc Ánh'],
    family: ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Đặng'],
    cities: [
      { name: 'Hà Nội', postalCode: '1#0000' },
      { name: 'Đà Nẵng', postalCode: '5#0000' },
    ],
    streets: ['phố Hàng Bông', 'đường Trần Phú', 'đường Lê Lợi'],
    street: numberFirst,
    mobile: '+84 90 555 0###',
    landline: '+84 24 3555 0###',
    companies: ['Xe Đạp Thăng Long'],
    companyForm: 'TNHH',
  },
  {
    code: 'JP',
    language: 'ja',
    familyFirst: true,
    given: [
      ['陽菜', 'Hina'],
      ['大輔', 'Daisuke'],
      ['美咲', 'Misaki'],
      ['健太', 'Kenta'],
    ],
    family: [
      ['佐藤', 'Sato'],
      ['渡辺', 'Watanabe'],
      ['高橋', 'Takahashi'],
      ['小林', 'Kobayashi'],
    ],
    cities: [
      { name: '京都市', region: '京都府', postalCode: '60#-00##' },
      { name: '札幌市', region: '北海道', postalCode: '06#-00##' },
    ],
    streets: ['四条通', '大通西', '寺町通'],
    street: (street, number) => `${street}${number}番地`,
    mobile: '+81 90 5550 0###',
    landline: '+81 75 555 0###',
    companies: ['京都自転車商会'],
    companyForm: '株式会社',
  },
  {
    code: 'UA',
    language: 'uk',
    given: [
      ['Олена', 'Olena'],
      ['Тарас', 'Taras'],
      ['Ірина', 'Iryna'],
      ['Дмитро', 'Dmytro'],
    ],
    family: [
      ['Шевченко', 'Shevchenko'],
      ['Коваленко', 'Kovalenko'],
      ['Бондар', 'Bondar'],
      ['Їжак', 'Yizhak'],
    ],
    cities: [
      { name: 'Київ', postalCode: '01###' },
      { name: 'Львів', postalCode: '79###' },
    ],
    streets: ['вулиця Франка', 'проспект Свободи'],
    street: (street, number) => `${street}, ${number}`,
    mobile: '+380 50 555 0###',
    landline: '+380 44 555 0###',
    companies: ['ВелоЛьвів'],
    companyForm: 'ТОВ',
  },
  {
    code: 'EG',
    language: 'ar',
    given: [
      ['مريم', 'Maryam'],
      ['يوسف', 'Youssef'],
      ['نور', 'Nour'],
      ['أحمد', 'Ahmed'],
    ],
    family: [
      ['المصري', 'Elmasry'],
      ['حسين', 'Hussein'],
      ['عبد الرحمن', 'Abdelrahman'],
      ['منصور', 'Mansour'],
    ],
    cities: [
      { name: 'القاهرة', postalCode: '115##' },
      { name: 'الإسكندرية', postalCode: '215##' },
    ],
    streets: ['شارع النيل', 'شارع الجمهورية'],
    street: numberFirst,
    mobile: '+20 100 555 0###',
    landline: '+20 2 2555 0###',
    companies: ['دراجات النيل'],
    companyForm: 'ش.م.م',
  },
];

/** Brazil stands apart: both tenants have customers there, and their tax ids are checked. */
export const brazil: Country = {
  code: 'BR',
  language: 'pt-BR',
  given: [
    'João',
    'Conceição',
    'Thaís',
    'Antônio',
    'Luíza',
    'Márcio',
    'Débora',
    'Cauã',
    'Inácio',
    'Yasmin',
    'Raíssa',
    'Otávio',
  ],
  family: [
    'Gonçalves',
    'da Silva',
    'Araújo',
    'Magalhães',
    'Sant’Anna',
    'Brandão',
    'Nóbrega',
    'Tanaka',
    'Guimarães',
    'Assunção',
  ],
  cities: [
    { name: 'São Paulo', region: 'SP', postalCode: '01###-###' },
    { name: 'Recife', region: 'PE', postalCode: '50###-###' },
    { name: 'Belo Horizonte', region: 'MG', postalCode: '30###-###' },
    { name: 'Curitiba', region: 'PR', postalCode: '80###-###' },
    { name: 'Porto Alegre', region: 'RS', postalCode: '90###-###' },
    { name: 'Belém', region: 'PA', postalCode: '66###-###' },
  ],
  streets: ['Rua do Bom Jesus', 'Avenida Paulista', 'Rua das Laranjeiras', 'Travessa São José', 'Alameda dos Ipês'],
  street: (street, number) => `${street}, ${number}`,
  mobile: '+55 11 95555-0###',
  landline: '+55 11 5555-0###',
  companies: [
    'Ciclo Nordeste',
    'Casa das Máquinas',
    'Pousada do Cedro',
    'Padaria Estrela d’Alva',
    'Oficina Três Irmãos',
    'Condomínio Jardim Botânico',
    'Clínica Araújo',
    'Mercearia Sant’Anna',
  ],
  companyForm: 'Ltda.',
};
